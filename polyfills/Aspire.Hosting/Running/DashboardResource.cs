using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Running;

/// <summary>The dashboard's process. It is not part of the model, and nothing depends on it.</summary>
sealed class DashboardResource : Resource, IResourceWithEndpoints
{
    public const string Frontend = "http";
    public const string OtlpGrpc = "otlp-grpc";
    public const string OtlpHttp = "otlp-http";

    public DashboardResource() : base("aspire-dashboard")
    {
        foreach (var name in new[] { Frontend, OtlpGrpc, OtlpHttp })
            Annotations.Add(new EndpointAnnotation(ProtocolType.Tcp, uriScheme: "http", name: name));
    }
}
