using System.Globalization;
using HomeLab.Simulators.Proxmox.Http;
using HomeLab.Simulators.Proxmox.State;

namespace HomeLab.Simulators.Proxmox.Tasks;

static class TaskFilter
{
    public static bool Matches(ProxmoxCall call, WorkerTask task) =>
        (call.Text("typefilter") is not { } type || task.Type == type)
        && (call.Text("userfilter") is not { } user || task.User.Contains(user, StringComparison.OrdinalIgnoreCase))
        && (call.Text("vmid") is not { } vmid || task.Id == vmid)
        && (call.Text("since") is not { } since || task.StartedAt.ToUnixTimeSeconds() >= long.Parse(since, CultureInfo.InvariantCulture))
        && (call.Text("until") is not { } until || task.StartedAt.ToUnixTimeSeconds() <= long.Parse(until, CultureInfo.InvariantCulture))
        && (!call.Asks("errors") || Kind(task) is "error" or "unknown")
        && (call.Text("statusfilter") is not { } kinds || kinds.Split(',', ';', ' ', '\0').Contains(Kind(task)));

    static string Kind(WorkerTask task) => task.ExitStatus switch
    {
        null => "running",
        "OK" => "ok",
        "unexpected status" => "unknown",
        var exit when exit.StartsWith("WARNINGS: ", StringComparison.Ordinal) => "warning",
        _ => "error",
    };
}
