using Aspire.Dashboard.ResourceService.Wire;
using Grpc.Core;
using Grpc.Net.Client;

namespace Aspire.Dashboard.ResourceService;

/// <summary>The way to the application host, if there is one.</summary>
sealed class ResourceChannel : IDisposable
{
    const string KeyHeader = "x-resource-service-api-key";

    readonly GrpcChannel? channel;

    public ResourceChannel(DashboardOptions options)
    {
        if (options.ResourceService is null) return;

        channel = GrpcChannel.ForAddress(options.ResourceService);
        Client = new DashboardService.DashboardServiceClient(channel);
        if (options.ResourceServiceKey is { } key) Headers.Add(KeyHeader, key);
    }

    public DashboardService.DashboardServiceClient? Client { get; }

    public Metadata Headers { get; } = [];

    public void Dispose() => channel?.Dispose();
}
