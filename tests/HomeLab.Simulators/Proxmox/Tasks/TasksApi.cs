using System.Text.Json.Nodes;
using HomeLab.Simulators.Proxmox.Http;
using HomeLab.Simulators.Proxmox.State;
using static HomeLab.Simulators.Proxmox.Http.Schema;

namespace HomeLab.Simulators.Proxmox.Tasks;

static class TasksApi
{
    const int RecentOfNode = 25;

    static readonly Parameter Start = Whole("start", 0);
    static readonly Parameter Limit = Whole("limit", 0);

    public static IEnumerable<ApiMethod> Endpoints { get; } =
    [
        new("GET", "/cluster/tasks", None, Recent),
        new("GET", "/nodes/{node}/tasks", new Schema(
            Start, Limit, Choice("source", "archive", "active", "all"), Text("typefilter"), Text("userfilter"), Whole("vmid", 100), Whole("since"),
            Whole("until"), Flag("errors"), Text("statusfilter")), List),
        new("GET", "/nodes/{node}/tasks/{upid}", None, _ => new JsonArray(Child("log"), Child("status"))),
        new("GET", "/nodes/{node}/tasks/{upid}/status", None, call => Status(Find(call))),
        new("GET", "/nodes/{node}/tasks/{upid}/log", new Schema(Start, Limit, Flag("download")), Log),
        new("DELETE", "/nodes/{node}/tasks/{upid}", None, Stop),
    ];

    static JsonArray Recent(ProxmoxCall call) =>
    [
        .. call.View.Nodes.Where(node => node.IsOnline)
            .SelectMany(node => call.View.Running.Where(task => task.Node == node.Name)
                .Concat(call.View.Finished.Where(task => task.Node == node.Name).Reverse().Take(RecentOfNode)))
            .Where(task => IsVisible(call, task))
            .OrderByDescending(task => task.StartedAt)
            .Select(task => Row(task, isRunningTold: false)),
    ];

    static JsonArray List(ProxmoxCall call)
    {
        var source = call.Text("source") ?? "archive";
        var found = call.View.Tasks
            .Where(task => task.Node == call.NodeName && IsVisible(call, task))
            .Where(task => source == "all" || task.IsRunning == (source == "active"))
            .Where(task => TaskFilter.Matches(call, task))
            .OrderByDescending(task => task.StartedAt).ThenByDescending(task => task.Pid)
            .ToList();
        call.Total = found.Count;
        return [.. found.Skip(call.NumberOrNull("start") ?? 0).Take(call.NumberOrNull("limit") ?? 50).Select(task => Row(task, isRunningTold: true))];
    }

    static JsonObject Row(WorkerTask task, bool isRunningTold)
    {
        var row = Naming(task);
        row["starttime"] = task.StartedAt.ToUnixTimeSeconds();
        row["pid"] = task.Pid;
        row["pstart"] = task.ProcessStart;
        if (task.EndedAt is { } ended)
            row["endtime"] = ended.ToUnixTimeSeconds();
        if (task.ExitStatus is { } exit)
            row["status"] = exit;
        else if (isRunningTold)
            row["status"] = "RUNNING";
        return row;
    }

    static JsonObject Status(WorkerTask task)
    {
        var status = Naming(task);
        status["pid"] = task.Pid;
        status["pstart"] = task.ProcessStart;
        status["starttime"] = task.StartedAt.ToUnixTimeSeconds();
        status["status"] = task.IsRunning ? "running" : "stopped";
        if (task.ExitStatus is { } exit)
            status["exitstatus"] = exit;
        return status;
    }

    static JsonObject Naming(WorkerTask task)
    {
        var user = task.User.Split('!');
        var naming = new JsonObject { ["upid"] = task.Upid, ["node"] = task.Node, ["type"] = task.Type, ["id"] = task.Id, ["user"] = user[0] };
        if (user.Length > 1)
            naming["tokenid"] = user[1];
        return naming;
    }

    static JsonArray Log(ProxmoxCall call)
    {
        var task = Find(call);
        var limit = call.NumberOrNull("limit") ?? 50;
        call.Total = Math.Max(1, task.Log.Count);
        if (task.Log.IsEmpty)
            return [new JsonObject { ["n"] = 1, ["t"] = "no content" }];
        return
        [
            .. task.Log.Select((line, index) => (line, index)).Skip(call.NumberOrNull("start") ?? 0).Take(limit == 0 ? int.MaxValue : limit)
                .Select(entry => new JsonObject { ["n"] = entry.index + 1, ["t"] = entry.line }),
        ];
    }

    static JsonNode? Stop(ProxmoxCall call)
    {
        var task = Find(call);
        if (task.User != call.Caller.FullName)
            call.RequireNode("Sys.Modify");
        return call.Change(cluster => cluster.Running.Find(other => other.Upid == task.Upid) is { } running ? Works.Kill(cluster, running, call.Now) : cluster);
    }

    static WorkerTask Find(ProxmoxCall call)
    {
        if (!Upid.IsWellFormed(call["upid"]))
            throw ProxmoxRefusal.Invalid("upid", "unable to parse worker upid");
        if (call.View.Tasks.FirstOrDefault(task => task.Upid == call["upid"] && task.Node == call.NodeName) is not { } task)
            throw ProxmoxRefusal.Invalid("upid", "no such task");
        if (!IsVisible(call, task))
            throw ProxmoxRefusal.Forbidden($"/nodes/{task.Node}", "Sys.Audit");
        return task;
    }

    /// <summary>Everybody sees what he himself started; a token, what that same token started.</summary>
    static bool IsVisible(ProxmoxCall call, WorkerTask task) =>
        task.User == call.Caller.FullName || call.May($"/nodes/{task.Node}", "Sys.Audit");

    static JsonObject Child(string name) => new() { ["name"] = name };
}
