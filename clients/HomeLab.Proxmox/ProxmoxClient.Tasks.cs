using HomeLab.Proxmox.Tasks;
using HomeLab.Proxmox.Transport;

namespace HomeLab.Proxmox;

public sealed partial class ProxmoxClient
{
    // There is no way to be told of a task's end.
    static readonly TimeSpan TaskPoll = TimeSpan.FromSeconds(1);

    // For a moment after its creation a task may be unknown.
    static readonly TimeSpan TaskAppearance = TimeSpan.FromSeconds(10);

    /// <summary>Tasks of a node, newest first. A token sees those of its own, and with Sys.Audit on the node all.</summary>
    public async Task<IReadOnlyList<ProxmoxTask>> ListTasksAsync(string node, TaskQuery query, CancellationToken cancellationToken)
    {
        Parameters parameters = new()
        {
            { "source", query.Source }, { "vmid", query.Vmid }, { "typefilter", query.Type }, { "since", query.Since },
            { "until", query.Until }, { "errors", query.ErrorsOnly }, { "start", query.Start }, { "limit", query.Limit },
        };
        var path = ApiPath.Of($"nodes/{node}/tasks");
        return await ListAsync<ProxmoxTask>(path, $"list the tasks of {node}", parameters, cancellationToken);
    }

    public Task<ProxmoxTask> GetTaskAsync(Upid task, CancellationToken cancellationToken) =>
        ReadAsync<ProxmoxTask>(ApiPath.Of($"nodes/{task.Node}/tasks/{task}/status"), $"read task {task}", [], cancellationToken);

    /// <param name="limit">0 is all.</param>
    public async Task<TaskLog> GetTaskLogAsync(Upid task, int start = 0, int limit = 0, CancellationToken cancellationToken = default)
    {
        var path = ApiPath.Of($"nodes/{task.Node}/tasks/{task}/log");
        var call = new Call(HttpMethod.Get, path, $"read the log of task {task}", new() { { "start", start }, { "limit", limit } });
        var answer = await connection.SendAsync<List<TaskLogLine?>>(call, cancellationToken);
        // An empty log is told as a line of its own.
        var lines = answer.Data!.Where(line => line is not { N: 1, T: "no content" } || answer.Total > 1).Select(line => line?.T ?? "");
        return new TaskLog([.. lines], answer.Total ?? answer.Data!.Count);
    }

    /// <summary>
    /// The task when it has ended, or as it stands when the time is over. Failures that pass are waited out; the last of them
    /// is thrown, as ambiguous, when the time is over without any answer.
    /// </summary>
    public async Task<ProxmoxTask> WaitAsync(Upid task, TimeSpan within, CancellationToken cancellationToken)
    {
        var since = connection.Time.GetTimestamp();
        while (true)
        {
            var elapsed = connection.Time.GetElapsedTime(since);
            try
            {
                var seen = await GetTaskAsync(task, cancellationToken);
                if (seen.Outcome is not TaskOutcome.Running || elapsed >= within)
                {
                    return seen;
                }
            }
            catch (ProxmoxException e) when (e.IsTransient || (e.Failure == ProxmoxFailure.NotFound && elapsed < TaskAppearance))
            {
                if (elapsed >= within)
                {
                    throw new ProxmoxException(e.Failure, $"Could not confirm whether task {task} has ended: {e.Message}", e)
                    {
                        Status = e.Status,
                        RetryAfter = e.RetryAfter,
                        IsAmbiguous = true,
                    };
                }
            }
            await Task.Delay(TaskPoll, connection.Time, cancellationToken);
        }
    }

    /// <summary>Ends a task by force. What it was about keeps its lock and is half done.</summary>
    public Task StopTaskAsync(Upid task, CancellationToken cancellationToken) =>
        WriteAsync(HttpMethod.Delete, ApiPath.Of($"nodes/{task.Node}/tasks/{task}"), $"stop task {task}", [], cancellationToken);

    sealed record TaskLogLine(int N, string? T);
}
