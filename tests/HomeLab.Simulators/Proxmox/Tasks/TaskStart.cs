using System.Collections.Immutable;
using HomeLab.Simulators.Proxmox.State;

namespace HomeLab.Simulators.Proxmox.Tasks;

static class TaskStart
{
    /// <summary>Puts a task to work. What it runs into at once it ends with at once; the caller has its UPID all the same.</summary>
    public static (Cluster Cluster, string Upid) On(
        Cluster cluster, string node, string type, string id, string user, IEnumerable<KeyValuePair<string, string>> arguments, DateTimeOffset now, TimeSpan usual)
    {
        var outcome = cluster.Outcomes.Find(outcome => outcome.Covers(type, id, node));
        var pid = cluster.NextPid;
        var started = cluster.FindNode(node)!.StartedAt;
        var processStart = Math.Max(0, (long)((now - started).TotalSeconds * 100)) & 0xFFFFFFFF;
        var task = new WorkerTask(
            Upid.Of(node, pid, processStart, now, type, id, user), node, pid, processStart, now, type, id, user,
            arguments.ToImmutableSortedDictionary(StringComparer.Ordinal), now + (outcome?.Seconds is { } seconds ? TimeSpan.FromSeconds(seconds) : usual))
        {
            Failure = outcome?.ExitStatus,
        };
        var after = cluster with { NextPid = pid + 1, Outcomes = Spent(cluster.Outcomes, outcome) };
        try
        {
            after = Works.Of(type).Begin(after, task);
            task = task with { Log = [.. Works.Of(type).Log(after, task)] };
        }
        catch (WorkFailure failure)
        {
            task = task with { Failure = failure.Message, Due = now, Arguments = task.Arguments.SetItem(Works.NeverBegan, "1") };
        }

        return (after with { Running = after.Running.Add(task) }, task.Upid);
    }

    static ImmutableList<Outcome> Spent(ImmutableList<Outcome> outcomes, Outcome? used) => used?.Times switch
    {
        null => outcomes,
        1 => outcomes.Remove(used),
        var times => outcomes.Replace(used, used with { Times = times - 1 }),
    };
}
