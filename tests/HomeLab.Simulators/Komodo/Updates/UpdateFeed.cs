using System.Collections.Concurrent;
using System.Threading.Channels;
using HomeLab.Simulators.Komodo.State;

namespace HomeLab.Simulators.Komodo.Updates;

/// <summary>Who follows a Core's updates. Nothing is told twice, and nothing of before.</summary>
sealed class UpdateFeed
{
    readonly ConcurrentDictionary<Channel<Update>, bool> followers = new();

    public int Followers => followers.Count;

    public Channel<Update> Follow()
    {
        var channel = Channel.CreateUnbounded<Update>();
        followers[channel] = true;
        return channel;
    }

    public void Leave(Channel<Update> channel) => followers.TryRemove(channel, out _);

    public void Publish(Update update)
    {
        foreach (var channel in followers.Keys)
            channel.Writer.TryWrite(update);
    }

    /// <summary>Ends all connections.</summary>
    public void Cut()
    {
        foreach (var channel in followers.Keys)
            channel.Writer.TryComplete();
    }
}
