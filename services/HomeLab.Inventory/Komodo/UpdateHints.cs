using System.Threading.Channels;
using HomeLab.Komodo;

namespace HomeLab.Inventory.Komodo;

/// <summary>Tells that something happened at a Core, by its websocket. While that is lost a Core is looked at all the same, later.</summary>
sealed class UpdateHints(KomodoClient client, InventoryOptions options, TimeProvider time)
{
    readonly Channel<bool> hints = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Follows until cancelled, and again after each loss.</summary>
    public async Task FollowAsync(CancellationToken cancellationToken)
    {
        var pause = options.FastestPoll;
        while (true)
        {
            try
            {
                // Nothing is told of what happened before: that the connection stands is itself a reason to look.
                await foreach (var _ in client.FollowUpdatesAsync(cancellationToken))
                {
                    hints.Writer.TryWrite(true);
                    pause = options.FastestPoll;
                }
            }
            catch (Exception) when (!cancellationToken.IsCancellationRequested)
            {
                // Whatever is wrong, the next look meets it too, and tells.
            }
            await Task.Delay(pause, time, cancellationToken);
            pause = pause * 2 < options.RetryAfter ? pause * 2 : options.RetryAfter;
        }
    }

    /// <summary>Returns at a hint, or when so much time has passed; many hints are one.</summary>
    public async Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        await Task.Delay(options.FastestPoll, time, cancellationToken);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var hint = hints.Reader.ReadAsync(deadline.Token).AsTask();
        await Task.WhenAny(hint, Task.Delay(atMost > options.FastestPoll ? atMost - options.FastestPoll : TimeSpan.Zero, time, deadline.Token));
        await deadline.CancelAsync();
        await ((Task)hint).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
    }
}
