using Grpc.Core;

namespace HomeLab.Polyfills.Tests.Grpc;

[Collection(nameof(EchoPeers))]
public class UnaryCallTests(EchoPeers peers)
{
    [Theory, OnDotNet, OnNode]
    public async Task Answers(string peer)
    {
        using var channel = await peers.ConnectAsync(peer);
        using var call = new Echo.EchoClient(channel).SayAsync(new EchoRequest { Text = "grüße" });

        var reply = await call;

        Assert.Equal("grüße", reply.Text);
        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
    }

    [Theory, OnDotNet, OnNode]
    public async Task Blocks_the_caller_of_the_synchronous_form(string peer)
    {
        using var channel = await peers.ConnectAsync(peer);

        var reply = new Echo.EchoClient(channel).Say(new EchoRequest { Text = "sync" });

        Assert.Equal("sync", reply.Text);
    }

    [Theory, OnDotNet, OnNode]
    public async Task Carries_text_and_bytes_in_headers_and_trailers(string peer)
    {
        using var channel = await peers.ConnectAsync(peer);
        byte[] bytes = [0, 10, 200, 255];
        var headers = new Metadata { { "X-Echo", "plain, with comma" }, { "x-echo-bin", bytes } };
        using var call = new Echo.EchoClient(channel).SayAsync(new EchoRequest(), headers);

        var responseHeaders = await call.ResponseHeadersAsync;
        await call;

        Assert.Equal("plain, with comma", responseHeaders.GetValue("x-echoed"));
        Assert.Equal(bytes, call.GetTrailers().GetValueBytes("x-echoed-bin"));
    }

    [Theory, OnDotNet, OnNode]
    public async Task Answers_two_hundred_calls_at_once(string peer)
    {
        using var channel = await peers.ConnectAsync(peer);
        var client = new Echo.EchoClient(channel);

        var replies = await Task.WhenAll(Enumerable.Range(0, 200).Select(async i =>
            (await client.SayAsync(new EchoRequest { Text = $"{i}", Delay = 20 })).Text));

        Assert.Equal(Enumerable.Range(0, 200).Select(i => $"{i}"), replies);
    }

    [Theory, OnDotNet, OnNode]
    public async Task Has_no_status_while_it_runs(string peer)
    {
        using var channel = await peers.ConnectAsync(peer);
        using var call = new Echo.EchoClient(channel).SayAsync(new EchoRequest { Delay = 10_000 });

        Assert.Throws<InvalidOperationException>(() => call.GetStatus());
        Assert.Throws<InvalidOperationException>(() => call.GetTrailers());
    }
}
