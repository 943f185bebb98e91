using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting;

/// <summary>What every project gets without being asked: endpoints and environment from its launch profile, its ports, telemetry.</summary>
static class ProjectDefaults
{
    public static IResourceBuilder<ProjectResource> Apply(IResourceBuilder<ProjectResource> builder, ProjectResourceOptions options)
    {
        var project = builder.Resource;
        if (options.ExcludeLaunchProfile) builder.WithAnnotation(new ExcludeLaunchProfileAnnotation());
        else if (options.LaunchProfileName is { } name) builder.WithAnnotation(new LaunchProfileAnnotation(name));
        else if (DefaultProfile(builder.ApplicationBuilder.Configuration) is { } preferred)
            builder.WithAnnotation(new DefaultLaunchProfileAnnotation(preferred));

        var profile = LaunchSettingsReader.ProfileOf(project);
        var running = builder.ApplicationBuilder.ExecutionContext.IsRunMode;
        AddEndpoints(project, profile, running);

        builder.WithOtlpExporter();
        builder.WithEnvironment("OTEL_DOTNET_EXPERIMENTAL_OTLP_EMIT_EXCEPTION_LOG_ATTRIBUTES", "true");
        builder.WithEnvironment("OTEL_DOTNET_EXPERIMENTAL_OTLP_EMIT_EVENT_LOG_ATTRIBUTES", "true");
        builder.WithEnvironment("OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY", "in_memory");
        builder.WithEnvironment("ASPNETCORE_FORWARDEDHEADERS_ENABLED", "true");
        return builder.WithEnvironment(context =>
        {
            if (running) AddProfileEnvironment(context, profile);
            AddListeners(context, project, running);
        });
    }

    static string? DefaultProfile(IConfiguration configuration) =>
        configuration["AppHost:DefaultLaunchProfileName"] ?? configuration["DOTNET_LAUNCH_PROFILE"];

    static void AddEndpoints(ProjectResource project, LaunchProfile? profile, bool running)
    {
        var urls = profile?.ApplicationUrl?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
        if (urls.Length == 0) return;
        if (!running)
        {
            // A deployment chooses its ports itself; it gets both schemes.
            project.Annotations.Add(new EndpointAnnotation(System.Net.Sockets.ProtocolType.Tcp, uriScheme: "http") { FromLaunchProfile = true });
            project.Annotations.Add(new EndpointAnnotation(System.Net.Sockets.ProtocolType.Tcp, uriScheme: "https") { FromLaunchProfile = true });
            return;
        }

        foreach (var url in urls)
        {
            var uri = new Uri(url.Replace("://*", "://localhost", StringComparison.Ordinal).Replace("://+", "://localhost", StringComparison.Ordinal));
            var taken = project.Annotations.OfType<EndpointAnnotation>().Any(endpoint => endpoint.Name == uri.Scheme);
            var name = taken ? uri.Scheme + uri.Port.ToString(CultureInfo.InvariantCulture) : uri.Scheme;
            project.Annotations.Add(new EndpointAnnotation(System.Net.Sockets.ProtocolType.Tcp, uriScheme: uri.Scheme, name: name, port: uri.Port)
            {
                FromLaunchProfile = true,
                TargetHost = uri.Host,
            });
        }
    }

    static void AddProfileEnvironment(EnvironmentCallbackContext context, LaunchProfile? profile)
    {
        foreach (var (name, value) in profile?.EnvironmentVariables ?? [])
            context.EnvironmentVariables.TryAdd(name, Environment.ExpandEnvironmentVariables(value));
    }

    static void AddListeners(EnvironmentCallbackContext context, ProjectResource project, bool running)
    {
        var filters = project.Annotations.OfType<EndpointEnvironmentFilterAnnotation>().ToList();
        var endpoints = project.GetEndpoints()
            .Where(endpoint => (endpoint.IsHttp || endpoint.IsHttps) && filters.All(filter => filter.Filter(endpoint.EndpointAnnotation)))
            .ToList();
        if (running) AddUrls(context, endpoints);
        else AddPorts(context, endpoints);
    }

    static void AddUrls(EnvironmentCallbackContext context, List<EndpointReference> endpoints)
    {
        if (endpoints.Count == 0) return;

        var urls = new ReferenceExpressionBuilder();
        foreach (var endpoint in endpoints)
        {
            if (!urls.IsEmpty) urls.AppendLiteral(";");
            urls.Append($"{endpoint.Scheme}://{endpoint.EndpointAnnotation.TargetHost}:{endpoint.Property(EndpointProperty.TargetPort)}");
        }

        context.EnvironmentVariables["ASPNETCORE_URLS"] = urls.Build();
        if (endpoints.FirstOrDefault(endpoint => endpoint.IsHttps) is { } https)
            context.EnvironmentVariables["ASPNETCORE_HTTPS_PORT"] = https.Property(EndpointProperty.Port);
    }

    static void AddPorts(EnvironmentCallbackContext context, List<EndpointReference> endpoints)
    {
        foreach (var (variable, scheme) in new[] { ("HTTP_PORTS", "http"), ("HTTPS_PORTS", "https") })
        {
            var ports = new ReferenceExpressionBuilder();
            foreach (var endpoint in endpoints.Where(endpoint => endpoint.Scheme == scheme))
            {
                // The https endpoint of a launch profile relies on the development certificate, which no deployment has.
                if (endpoint.IsHttps && endpoint.EndpointAnnotation.FromLaunchProfile) continue;
                if (!ports.IsEmpty) ports.AppendLiteral(";");
                ports.Append($"{endpoint.Property(EndpointProperty.TargetPort)}");
            }

            if (!ports.IsEmpty) context.EnvironmentVariables[variable] = ports.Build();
        }
    }
}
