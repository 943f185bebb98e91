using HomeLab.Proxmox.Guests;
using HomeLab.Proxmox.Tests.Server;
using HomeLab.Testing;

namespace HomeLab.Proxmox.Tests.Transport;

public class LimitTests
{
    static readonly GuestReference Web = new("pve1", GuestKind.Qemu, 100);

    [Fact]
    public async Task An_answer_that_is_too_large_is_not_read()
    {
        var version = "{\"version\":\"" + new string('x', 5000) + "\"}";
        await using var server = PveServer.Start(
            ("GET version", PveReply.Ok(version)),
            ("GET version", PveReply.Raw("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{\"data\":" + version + "}", endsConnection: true)));
        using var client = server.Client(with: settings => settings with { LargestAnswer = 4000 });

        var announced = await Assert.ThrowsAsync<ProxmoxException>(() => client.GetVersionAsync(default));
        var streamed = await Assert.ThrowsAsync<ProxmoxException>(() => client.GetVersionAsync(default));

        Assert.Equal("Failed to read the version: the answer has more than 4000 bytes.", announced.Message);
        Assert.Equal(announced.Message, streamed.Message);
    }

    [Fact]
    public async Task Silence_ends_at_the_deadline_and_leaves_a_write_open()
    {
        var clock = new FakeTimeProvider();
        await using var server = PveServer.Start(
            ("GET version", PveReply.Silence), ("POST nodes/pve1/qemu/100/status/start", PveReply.Silence));
        using var client = server.Client(clock);

        var read = await ThrowsAtDeadlineAsync(client.GetVersionAsync(default), 1);
        var write = await ThrowsAtDeadlineAsync(client.StartAsync(Web, default), 2);

        Assert.Equal((ProxmoxFailure.Unavailable, false), (read.Failure, read.IsAmbiguous));
        Assert.Equal($"Could not confirm whether Proxmox did start pve1/qemu/100: {server.Address.Authority} gave no answer within 35 s.", write.Message);
        Assert.True(write is { IsAmbiguous: true, IsTransient: true });

        async Task<ProxmoxException> ThrowsAtDeadlineAsync(Task call, int requests)
        {
            await Eventually.TrueAsync(() => server.Seen.Count == requests, "the request was sent");
            clock.Advance(TimeSpan.FromSeconds(36));
            return await Assert.ThrowsAsync<ProxmoxException>(() => call);
        }
    }

    [Fact]
    public async Task The_caller_s_cancellation_passes_untouched()
    {
        using var cancelled = new CancellationTokenSource();
        await using var server = PveServer.Start(("GET version", PveReply.Silence));
        using var client = server.Client();

        var call = client.GetVersionAsync(cancelled.Token);
        await Eventually.TrueAsync(() => server.Seen.Count == 1, "the request was sent");
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    [Fact]
    public async Task Calls_beyond_the_allowed_number_wait_for_their_turn()
    {
        using var cancelled = new CancellationTokenSource();
        await using var server = PveServer.Start(("GET version", PveReply.Silence), ("GET nodes", PveReply.Ok("[]")));
        using var client = server.Client(with: settings => settings with { ConcurrentCalls = 1 });

        var first = client.GetVersionAsync(cancelled.Token);
        await Eventually.TrueAsync(() => server.Seen.Count == 1, "the request was sent");
        var second = client.ListNodesAsync(default);
        Assert.False(second.IsCompleted);
        await cancelled.CancelAsync();

        Assert.Empty(await second);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
    }
}
