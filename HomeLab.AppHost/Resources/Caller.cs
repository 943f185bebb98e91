/// <summary>Somebody who calls services, with a secret of their own; the token is <c>name.secret</c>.</summary>
sealed record Caller(string Name, IResourceBuilder<ParameterResource> Secret);

static class CallerExtensions
{
    /// <summary>Issues a caller's secret once per installation.</summary>
    public static Caller AddCaller(this IDistributedApplicationBuilder builder, string name) => new(name, builder.AddParameter(
        $"{name}-secret", new GenerateParameterDefault { MinLength = 40, Special = false }, secret: true, persist: true));

    /// <summary>The service presents itself as the caller.</summary>
    public static IResourceBuilder<ProjectResource> CallsAs(this IResourceBuilder<ProjectResource> service, Caller caller) =>
        service.WithEnvironment("Rpc__Token", $"{caller.Name}.{caller.Secret}");

    /// <summary>The service answers the caller in a role: Viewer, Operator or Admin.</summary>
    public static IResourceBuilder<ProjectResource> Admits(
        this IResourceBuilder<ProjectResource> service, Caller caller, string role) =>
        service
            .WithEnvironment($"Rpc__Callers__{caller.Name}__Secret", caller.Secret)
            .WithEnvironment($"Rpc__Callers__{caller.Name}__Role", role);
}
