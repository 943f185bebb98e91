using System.Net;
using System.Net.Http.Headers;
using Aspire.Dashboard.Otlp.Wire;
using Grpc.Core;
using Grpc.Net.Client;

namespace HomeLab.Dashboard.Tests.Otlp;

public class KeyTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("otlp-ke")]
    [InlineData("otlp-key2")]
    public async Task No_door_takes_telemetry_without_the_key(string? key)
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var channel = GrpcChannel.ForAddress(dashboard.OtlpGrpc);
        var headers = new Metadata();
        if (key is not null) headers.Add("x-otlp-api-key", key);

        await RefusesAsync(() => new TraceService.TraceServiceClient(channel).ExportAsync(new(), headers).ResponseAsync);
        await RefusesAsync(() => new LogsService.LogsServiceClient(channel).ExportAsync(new(), headers).ResponseAsync);
        await RefusesAsync(() => new MetricsService.MetricsServiceClient(channel).ExportAsync(new(), headers).ResponseAsync);
        foreach (var path in new[] { "v1/traces", "v1/logs", "v1/metrics" })
            Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(dashboard, new Uri(dashboard.OtlpHttp, path), key));
    }

    [Fact]
    public async Task Each_door_serves_its_own_paths_only()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await dashboard.LogInAsync();

        using var page = await dashboard.Http.GetAsync(new Uri(dashboard.OtlpHttp, "/traces"));
        var intake = await PostAsync(dashboard, new Uri(dashboard.Frontend, "v1/traces"), RunningDashboard.Key, dashboard.Frontend);

        Assert.NotEqual(HttpStatusCode.OK, page.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, intake);
    }

    static async Task RefusesAsync<T>(Func<Task<T>> call) =>
        Assert.Equal(StatusCode.Unauthenticated, (await Assert.ThrowsAsync<RpcException>(call)).StatusCode);

    static async Task<HttpStatusCode> PostAsync(RunningDashboard dashboard, Uri address, string? key, Uri? origin = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent([]) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-protobuf");
        if (key is not null) request.Headers.TryAddWithoutValidation("x-otlp-api-key", key);
        if (origin is not null) request.Headers.Add("Origin", origin.GetLeftPart(UriPartial.Authority));
        using var answer = await dashboard.Http.SendAsync(request);
        return answer.StatusCode;
    }
}
