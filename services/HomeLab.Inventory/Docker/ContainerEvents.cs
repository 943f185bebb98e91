using System.Globalization;
using System.Threading.Channels;
using Docker.DotNet;
using Docker.DotNet.Models;
using HomeLab.Inventory.Sources;

namespace HomeLab.Inventory.Docker;

/// <summary>An engine's events about containers, in their order.</summary>
sealed class ContainerEvents : IProgress<Message>
{
    /// <summary>After which a container may be another than it was. Others, such as exec_start and health_status, come all day.</summary>
    static readonly HashSet<string> Relevant =
        ["create", "start", "restart", "stop", "die", "pause", "unpause", "rename", "update", "destroy"];

    readonly Channel<Message> messages = Channel.CreateUnbounded<Message>();

    /// <summary>When the youngest event that was seen happened, as the engine wants to be asked; null: none was.</summary>
    public string? Since { get; private set; }

    public ChannelReader<Message> Reader => messages.Reader;

    /// <summary>Ends, with its reason if there is one, when the engine ends the stream.</summary>
    public async Task MonitorAsync(IDockerClient client, string since, CancellationToken cancellationToken)
    {
        var parameters = new ContainerEventsParameters
        {
            Since = since,
            Filters = new Dictionary<string, IDictionary<string, bool>> { ["type"] = new Dictionary<string, bool> { ["container"] = true } },
        };
        try
        {
            await client.System.MonitorEventsAsync(parameters, this, cancellationToken);
            messages.Writer.TryComplete(new SourceUnavailableException("ConnectionLost", "the engine ended its stream of events"));
        }
        catch (Exception exception)
        {
            // Thrown where the events are read.
            messages.Writer.TryComplete(exception);
        }
    }

    void IProgress<Message>.Report(Message value)
    {
        if (value.TimeNano > 0)
            Since = Unix(value.TimeNano);
        if (value.Type == "container" && value.Actor?.ID is { Length: > 0 } && Relevant.Contains(value.Action ?? ""))
            messages.Writer.TryWrite(value);
    }

    /// <summary>The engine's own clock as it wants to be asked; the beginning of time where it says none.</summary>
    public static string Unix(string? systemTime) =>
        DateTimeOffset.TryParse(systemTime, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)
            : "0";

    static string Unix(long nanoseconds) =>
        string.Create(CultureInfo.InvariantCulture, $"{nanoseconds / 1_000_000_000}.{nanoseconds % 1_000_000_000:D9}");
}
