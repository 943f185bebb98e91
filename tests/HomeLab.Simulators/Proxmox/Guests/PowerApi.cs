using System.Text.Json.Nodes;
using HomeLab.Simulators.Proxmox.Http;
using HomeLab.Simulators.Proxmox.State;
using static HomeLab.Simulators.Proxmox.Http.Schema;

namespace HomeLab.Simulators.Proxmox.Guests;

/// <summary>Starting and stopping. A machine's task finds out that it cannot be; a container's call refuses at once.</summary>
static class PowerApi
{
    static readonly Parameter SkipLock = Flag("skiplock");

    static readonly Parameter Timeout = Whole("timeout", 0);

    public static IEnumerable<ApiMethod> Endpoints { get; } =
    [
        Machine("start", Timeout, Text("machine"), Text("force-cpu"), SkipLock, Text("stateuri"), Text("migratedfrom"), Text("targetstorage")),
        Machine("stop", Timeout, Flag("overrule-shutdown"), Flag("keepActive"), SkipLock),
        Machine("shutdown", Timeout, Flag("forceStop"), Flag("keepActive"), SkipLock),
        Machine("reboot", Timeout),
        Machine("reset", SkipLock),
        Machine("suspend", Flag("todisk"), Text("statestorage"), SkipLock),
        Machine("resume", Flag("nocheck"), SkipLock),
        Container("start", Flag("debug"), SkipLock),
        Container("stop", Flag("overrule-shutdown"), SkipLock),
        Container("shutdown", Timeout, Flag("forceStop")),
        Container("reboot", Timeout),
        Container("suspend"),
        Container("resume"),
    ];

    static ApiMethod Machine(string verb, params Parameter[] parameters) =>
        new ApiMethod("POST", $"/nodes/{{node}}/qemu/{{vmid}}/status/{verb}", new Schema(parameters), call => Run(call, verb)).For(call => call.RequireGuest("VM.PowerMgmt"));

    static ApiMethod Container(string verb, params Parameter[] parameters) =>
        new ApiMethod("POST", $"/nodes/{{node}}/lxc/{{vmid}}/status/{verb}", new Schema(parameters), call => Run(call, verb)).For(call => call.RequireGuest("VM.PowerMgmt"));

    static JsonNode Run(ProxmoxCall call, string verb)
    {
        call.RequireRoot("skiplock");
        call.RequireRoot("force-cpu");
        call.RequireRoot("keepActive");
        var guest = call.FindGuest(call.Store.Current);
        if (!guest.IsQemu)
            CheckContainer(guest, verb);
        else if (verb == "shutdown" && guest.Power == Power.Paused && !call.Asks("forceStop"))
            throw ProxmoxRefusal.Died("VM is paused - cannot shutdown");
        var forwarded = new[] { "forceStop", "timeout", "todisk", "skiplock" }.Where(call.Parameters.ContainsKey).Select(name => KeyValuePair.Create(name, call[name]));
        if (guest.HaState is not null && verb is ("start" or "stop" or "shutdown"))
            return Requested(call, guest, verb);
        var type = (guest.IsQemu ? "qm" : "vz") + (verb == "suspend" && guest.IsQemu && !call.Asks("todisk") ? "pause" : verb);
        return call.Start(type, call["vmid"], forwarded);
    }

    /// <summary>The HA manager is asked; it does it in its own time.</summary>
    static JsonNode Requested(ProxmoxCall call, Guest guest, string verb) =>
        call.Start(verb == "start" ? "hastart" : "hastop", call["vmid"], [], cluster => cluster.With(guest with { HaState = verb == "start" ? "started" : "stopped" }));

    static void CheckContainer(Guest guest, string verb)
    {
        if (verb == "start" && guest.IsRunning)
            throw ProxmoxRefusal.Died($"CT {guest.Vmid} already running");
        if (verb != "start" && !guest.IsRunning)
            throw ProxmoxRefusal.Died($"CT {guest.Vmid} not running");
    }
}
