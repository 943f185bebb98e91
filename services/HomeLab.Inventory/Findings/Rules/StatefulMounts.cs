using HomeLab.Inventory.Graph.Rules;

namespace HomeLab.Inventory.Findings.Rules;

/// <summary>What a service keeps outside of its container.</summary>
static class StatefulMounts
{
    static readonly string[] Systems = ["/var/run", "/run", "/proc", "/sys", "/dev", "/etc", "/lib/modules", "/var/lib/docker", "/tmp", "/var/log", "/usr"];

    public static IEnumerable<string> Of(DeclaredItem service) => service.Spec.At("volumes").Items()
        .Where(it => it.Text("read_only") != "true" && IsData(it.Text("type"), it.Text("source")))
        .Select(it => it.Text("source"));

    /// <summary>Whether it may hold data: no file, and none of the machine's own directories.</summary>
    public static bool IsData(string type, string source) => type switch
    {
        "volume" => source.Length > 0,
        // Relative ones come out of the repository.
        "bind" => !source.StartsWith('.') && !Systems.Any(it => source == it || source.StartsWith(it + "/", StringComparison.Ordinal))
            && source is not "/" && !Path.GetFileName(source).TrimStart('.').Contains('.', StringComparison.Ordinal),
        _ => false,
    };
}
