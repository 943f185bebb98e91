namespace HomeLab.Simulators.Proxmox.Guests;

/// <summary>The value of <c>agent</c>: <c>1</c>, or <c>enabled=1,fstrim_cloned_disks=1</c>.</summary>
static class AgentText
{
    public static bool IsEnabled(string? text) =>
        text?.Split(',')[0] is { } first && (first.StartsWith("enabled=", StringComparison.Ordinal) ? first[8..] : first) == "1";
}
