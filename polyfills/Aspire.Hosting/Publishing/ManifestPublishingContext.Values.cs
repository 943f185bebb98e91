using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aspire.Hosting.Publishing;

public sealed partial class ManifestPublishingContext
{
    public void WriteConnectionString(IResource resource)
    {
        if (resource is IResourceWithConnectionString value)
            Writer.WriteString("connectionString", Expression((object)value.ConnectionStringExpression));
    }

    public async Task WriteEnvironmentVariablesAsync(IResource resource)
    {
        var values = new List<(string Name, string Value)>();
        await resource.ProcessEnvironmentVariableValuesAsync(
            ExecutionContext,
            (name, value, _, exception) =>
            {
                if (exception is not null) throw exception;
                if (value is not null) values.Add((name, Expression(value)));
            },
            NullLogger.Instance,
            CancellationToken);
        if (values.Count == 0) return;

        Writer.WriteStartObject("env");
        foreach (var (name, value) in values) Writer.WriteString(name, value);
        Writer.WriteEndObject();
    }

    public async Task WriteCommandLineArgumentsAsync(IResource resource)
    {
        var values = new List<string>();
        await resource.ProcessArgumentValuesAsync(
            ExecutionContext,
            (value, _, exception, _) =>
            {
                if (exception is not null) throw exception;
                if (value is not null) values.Add(Expression(value));
            },
            NullLogger.Instance,
            CancellationToken);
        if (values.Count == 0) return;

        Writer.WriteStartArray("args");
        foreach (var value in values) Writer.WriteStringValue(value);
        Writer.WriteEndArray();
    }

    public void WriteBindings(IResource resource)
    {
        var endpoints = resource.Annotations.OfType<EndpointAnnotation>().ToList();
        if (endpoints.Count == 0) return;

        Writer.WriteStartObject("bindings");
        foreach (var endpoint in endpoints) WriteBinding(endpoint);
        Writer.WriteEndObject();
    }

    void WriteBinding(EndpointAnnotation endpoint)
    {
        Writer.WriteStartObject(endpoint.Name);
        Writer.WriteString("scheme", endpoint.UriScheme);
        Writer.WriteString("protocol", endpoint.Protocol == System.Net.Sockets.ProtocolType.Udp ? "udp" : "tcp");
        Writer.WriteString("transport", endpoint.Transport);
        if (endpoint.Port is { } port) Writer.WriteNumber("port", port);
        if (endpoint.TargetPort is { } targetPort) Writer.WriteNumber("targetPort", targetPort);
        if (endpoint.IsExternal) Writer.WriteBoolean("external", true);
        Writer.WriteEndObject();
    }
}
