using System.Diagnostics;
using Grpc.Net.Client;

namespace HomeLab.Polyfills.Tests.Grpc;

public class TraceContextTests
{
    [Fact]
    public async Task Flows_from_the_caller_to_the_handler()
    {
        using var source = new ActivitySource(nameof(TraceContextTests));
        using var listener = new ActivityListener
        {
            ShouldListenTo = s => s == source,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        ActivityTraceId? seen = null;
        await using var server = await EchoServer.StartAsync(use: app => app.Use((http, next) =>
        {
            seen = Activity.Current?.TraceId ?? ActivityContext.Parse(http.Request.Headers.TraceParent!, null).TraceId;
            return next(http);
        }));
        using var channel = GrpcChannel.ForAddress(server.Address);

        using var activity = source.StartActivity("caller")!;
        await new Echo.EchoClient(channel).SayAsync(new EchoRequest());

        Assert.Equal(activity.TraceId, seen);
    }
}
