using Grpc.Core;
using HomeLab.ServiceDefaults.Health.Wire;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using ServingStatus = HomeLab.ServiceDefaults.Health.Wire.HealthCheckResponse.Types.ServingStatus;

namespace HomeLab.ServiceDefaults.Health;

/// <summary>Readiness as gRPC probes ask for it. It is open to everyone, for a probe has no token.</summary>
sealed class GrpcHealth(HealthCheckService checks, IHostApplicationLifetime lifetime, TimeProvider time) : Wire.Health.HealthBase
{
    static readonly TimeSpan WatchInterval = TimeSpan.FromSeconds(5);

    public override async Task<HealthCheckResponse> Check(HealthCheckRequest request, ServerCallContext context) =>
        request.Service.Length > 0
            ? throw new RpcException(new Status(StatusCode.NotFound, "Only the whole server is known here; leave the service empty."))
            : new HealthCheckResponse { Status = await StatusAsync(context.CancellationToken) };

    public override async Task Watch(
        HealthCheckRequest request, IServerStreamWriter<HealthCheckResponse> responseStream, ServerCallContext context)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, lifetime.ApplicationStopping);
        var told = ServingStatus.Unknown;
        try
        {
            for (var first = true; ; first = false)
            {
                var status = request.Service.Length > 0 ? ServingStatus.ServiceUnknown : await StatusAsync(end.Token);
                if (first || status != told)
                {
                    await responseStream.WriteAsync(new HealthCheckResponse { Status = told = status }, end.Token);
                }
                await Task.Delay(WatchInterval, time, end.Token);
            }
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            await responseStream.WriteAsync(new HealthCheckResponse { Status = ServingStatus.NotServing });
        }
    }

    async Task<ServingStatus> StatusAsync(CancellationToken cancellationToken) =>
        (await checks.CheckHealthAsync(cancellationToken)).Status == HealthStatus.Healthy ? ServingStatus.Serving : ServingStatus.NotServing;
}
