using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

public static partial class ResourceBuilderExtensions
{
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, IResourceBuilder<IResourceWithConnectionString> source,
        string? connectionName = null, bool optional = false) where TDestination : IResourceWithEnvironment
    {
        var resource = source.Resource;
        var name = connectionName ?? resource.Name;
        return builder.WithReferenceRelationship(resource).WithEnvironment(context =>
        {
            var flags = FlagsOf(context.Resource);
            var variables = context.EnvironmentVariables;
            if (flags.HasFlag(ReferenceEnvironmentInjectionFlags.ConnectionString))
            {
                variables[resource.ConnectionStringEnvironmentVariable ?? "ConnectionStrings__" + name] =
                    new ConnectionStringReference(resource, optional);
            }

            if (!flags.HasFlag(ReferenceEnvironmentInjectionFlags.ConnectionProperties)) return;
            var prefix = name.Length == 0 ? "" : EnvironmentNames.Encode(name).ToUpperInvariant() + "_";
            foreach (var (property, value) in PropertiesOf(resource)) variables[prefix + property.ToUpperInvariant()] = value;
        });
    }

    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, IResourceBuilder<IResourceWithServiceDiscovery> source)
        where TDestination : IResourceWithEnvironment => builder.ReferToAll(source.Resource, source.Resource.Name);

    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, IResourceBuilder<IResourceWithServiceDiscovery> source, string name)
        where TDestination : IResourceWithEnvironment => builder.ReferToAll(source.Resource, name);

    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, EndpointReference endpointReference) where TDestination : IResourceWithEnvironment =>
        builder.WithReferenceRelationship(endpointReference.Resource).WithEnvironment(context =>
            AddEndpoint(context, endpointReference.Resource.Name, endpointReference));

    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, string name, Uri uri) where TDestination : IResourceWithEnvironment
    {
        if (!uri.IsAbsoluteUri) throw new InvalidOperationException("The uri for service reference must be absolute.");
        if (uri.AbsolutePath != "/") throw new InvalidOperationException("The uri absolute path must be \"/\".");
        return builder.WithEnvironment(context => AddUrl(context, name, uri.Scheme, uri.ToString()));
    }

    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, IResourceBuilder<ExternalServiceResource> externalService)
        where TDestination : IResourceWithEnvironment
    {
        var service = externalService.Resource;
        return builder.WithReferenceRelationship(service).WithEnvironment(context =>
        {
            // In publish mode the parameter's scheme is not known yet: the deployment's own default applies.
            var scheme = service.Uri?.Scheme
                ?? (context.ExecutionContext.IsRunMode ? new Uri(service.UrlParameter!.Value, UriKind.Absolute).Scheme : "default");
            AddUrl(context, service.Name, scheme, UrlOf(service));
        });
    }

    public static IResourceBuilder<TDestination> WithReferenceEnvironment<TDestination>(
        this IResourceBuilder<TDestination> builder, ReferenceEnvironmentInjectionFlags flags) where TDestination : IResourceWithEnvironment =>
        builder.WithAnnotation(new ReferenceEnvironmentInjectionAnnotation(flags), ResourceAnnotationMutationBehavior.Replace);

    public static ReferenceExpression GetConnectionProperty(this IResourceWithConnectionString resource, string key) =>
        PropertiesOf(resource).FirstOrDefault(property => string.Equals(property.Key, key, StringComparison.OrdinalIgnoreCase)).Value
        ?? ReferenceExpression.Empty;

    public static IResourceBuilder<T> WithConnectionProperty<T>(this IResourceBuilder<T> builder, string name, ReferenceExpression value)
        where T : IResourceWithConnectionString => builder.WithAnnotation(new ConnectionPropertyAnnotation(name, value));

    public static IResourceBuilder<T> WithConnectionProperty<T>(this IResourceBuilder<T> builder, string name, string value)
        where T : IResourceWithConnectionString => builder.WithConnectionProperty(name, ReferenceExpression.Create($"{value}"));

    static IResourceBuilder<T> ReferToAll<T>(this IResourceBuilder<T> builder, IResourceWithServiceDiscovery service, string name)
        where T : IResourceWithEnvironment =>
        builder.WithReferenceRelationship(service).WithEnvironment(context =>
        {
            // Endpoints that are declared after the reference count too, hence at evaluation.
            foreach (var endpoint in service.GetEndpoints().Where(endpoint => !endpoint.ExcludeReferenceEndpoint))
                AddEndpoint(context, name, endpoint);
        });

    static void AddEndpoint(EnvironmentCallbackContext context, string service, EndpointReference endpoint) =>
        AddUrl(context, service, endpoint.EndpointName, endpoint);

    static void AddUrl(EnvironmentCallbackContext context, string service, string endpointName, object url)
    {
        var flags = FlagsOf(context.Resource);
        if (flags.HasFlag(ReferenceEnvironmentInjectionFlags.ServiceDiscovery))
            context.EnvironmentVariables[$"services__{service}__{endpointName}__0"] = url;
        if (flags.HasFlag(ReferenceEnvironmentInjectionFlags.Endpoints))
            context.EnvironmentVariables[$"{EnvironmentNames.Encode(service)}_{EnvironmentNames.Encode(endpointName)}".ToUpperInvariant()] = url;
    }

    static IEnumerable<KeyValuePair<string, ReferenceExpression>> PropertiesOf(IResourceWithConnectionString resource) =>
        resource.CombineProperties(resource.Annotations.OfType<ConnectionPropertyAnnotation>()
            .Select(annotation => KeyValuePair.Create(annotation.Name, annotation.Value)));

    static ReferenceEnvironmentInjectionFlags FlagsOf(IResource resource) =>
        resource.TryGetLastAnnotation<ReferenceEnvironmentInjectionAnnotation>(out var annotation)
            ? annotation.Flags
            : ReferenceEnvironmentInjectionFlags.All;
}
