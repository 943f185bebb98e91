using HomeLab.Simulators.Proxmox.Http;
using static HomeLab.Simulators.Proxmox.Http.Schema;

namespace HomeLab.Simulators.Proxmox.Backups;

/// <summary>What a backup may be told, now or as a job.</summary>
static class VzdumpSchema
{
    public static IReadOnlyList<Parameter> All { get; } =
    [
        Text("vmid"), Flag("all"), Text("exclude"), Text("pool"), Text("storage"), Choice("mode", "snapshot", "suspend", "stop"), Choice("compress", "0", "1", "gzip", "lzo", "zstd"),
        Text("prune-backups"), Flag("remove"), Text("notes-template", 1024), Flag("protected"), Whole("bwlimit", 0), Whole("ionice", 0, 8), Whole("pigz"), Whole("zstd"),
        Whole("lockwait", 0), Whole("stopwait", 0), Text("fleecing"), Text("performance"), Choice("pbs-change-detection-mode", "legacy", "data", "metadata"),
        Choice("notification-mode", "auto", "legacy-sendmail", "notification-system"), Text("mailto"), Choice("mailnotification", "always", "failure"),
        Text("exclude-path"), Flag("stdexcludes"), Flag("quiet"), Flag("stop"), Text("tmpdir"), Text("dumpdir"), Text("script"), Text("job-id", 50),
    ];

    static readonly string[] Variables = ["cluster", "guestname", "node", "vmid"];

    /// <exception cref="ProxmoxRefusal">What is given excludes itself.</exception>
    public static void Check(ProxmoxCall call)
    {
        var given = call.Parameters;
        var isAll = call.Asks("all") || given.ContainsKey("exclude");
        foreach (var other in new[] { "pool", "exclude", "all" }.Where(name => given.ContainsKey("vmid") && given.ContainsKey(name) && (name != "all" || call.Asks("all"))))
            throw ProxmoxRefusal.Invalid(other, "option conflicts with option 'vmid'");
        if (isAll && given.ContainsKey("pool"))
            throw ProxmoxRefusal.Invalid("pool", "option conflicts with option 'all'");
        foreach (var name in new[] { "notes-template", "protected" }.Where(name => given.ContainsKey(name) && !given.ContainsKey("storage")))
            throw ProxmoxRefusal.Invalid(name, $"missing property - '{name}' requires 'storage'");
        if (call.Text("prune-backups") is { } prune && prune.Contains("keep-all=1", StringComparison.Ordinal) && prune.Contains(','))
            throw ProxmoxRefusal.Invalid("prune-backups", "keep-all cannot be set together with other options.");
        if (call.Text("notes-template") is { } template && Unknown(template) is { } variable)
            throw ProxmoxRefusal.Invalid("notes-template", $"unexpected variable(s): {variable}");
    }

    static string? Unknown(string template) =>
        template.Split("{{").Skip(1).Select(part => part.Split("}}")[0].Trim()).FirstOrDefault(name => !Variables.Contains(name));
}
