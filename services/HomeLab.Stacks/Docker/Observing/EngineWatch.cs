using System.Threading.Channels;
using Docker.DotNet;
using Docker.DotNet.Models;
using HomeLab.Docker;
using HomeLab.Stacks.Executing;

namespace HomeLab.Stacks.Docker.Observing;

/// <summary>Follows an Engine's events about the containers of one project.</summary>
sealed class EngineWatch : IChangeWatch, IProgress<Message>
{
    /// <summary>Each healthcheck is three of them.</summary>
    const string OfExec = "exec_";

    readonly Channel<bool> changes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    readonly CancellationTokenSource ending = new();
    readonly TimeProvider time;
    readonly Task monitoring;

    public EngineWatch(IDockerClient client, string project, TimeProvider time)
    {
        this.time = time;
        monitoring = MonitorAsync(client, project);
    }

    public void Report(Message value)
    {
        if (value.Action?.StartsWith(OfExec, StringComparison.Ordinal) != true)
            changes.Writer.TryWrite(true);
    }

    public async Task NextAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(atMost, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            await changes.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Nothing was heard.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        await monitoring;
        ending.Dispose();
    }

    async Task MonitorAsync(IDockerClient client, string project)
    {
        var parameters = new ContainerEventsParameters
        {
            Filters = new Dictionary<string, IDictionary<string, bool>>
            {
                ["type"] = new Dictionary<string, bool> { ["container"] = true },
                ["label"] = new Dictionary<string, bool> { [$"{ComposeLabels.Project}={project}"] = true },
            },
        };
        try
        {
            await EngineCalls.MakeAsync("following events", () => client.System.MonitorEventsAsync(parameters, this, ending.Token), ending.Token);
        }
        catch (Exception exception) when (exception is EngineException || ending.IsCancellationRequested)
        {
            // Who looks finds out by looking, a little later.
        }
    }
}
