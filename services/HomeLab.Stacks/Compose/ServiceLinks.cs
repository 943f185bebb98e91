namespace HomeLab.Stacks.Compose;

/// <summary>Which services a service needs before it.</summary>
static class ServiceLinks
{
    const string Prefix = "service:";

    /// <summary>Those whose network, processes or IPC it shares, with the field that says so.</summary>
    public static IEnumerable<(string Field, string Service)> Named(ComposeService service)
    {
        (string Field, string? Value)[] fields =
        [
            ("network_mode", service.Networking.Mode), ("pid", service.Isolation.Pid), ("ipc", service.Isolation.Ipc),
        ];
        return fields.Where(it => it.Value?.StartsWith(Prefix, StringComparison.Ordinal) == true).Select(it => (it.Field, it.Value![Prefix.Length..]));
    }

    public static IEnumerable<string> Before(ComposeService service) =>
        service.DependsOn.Select(it => it.Service).Concat(Shared(service)).Distinct(StringComparer.Ordinal);

    /// <summary>Those of <see cref="Named"/> without their fields.</summary>
    public static IEnumerable<string> Shared(ComposeService service) => Named(service).Select(it => it.Service);

    /// <summary>The service of <c>service:x</c>, or null.</summary>
    public static string? Shared(string? mode) => mode?.StartsWith(Prefix, StringComparison.Ordinal) == true ? mode[Prefix.Length..] : null;
}
