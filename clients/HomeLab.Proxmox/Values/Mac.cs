using System.Text.RegularExpressions;

namespace HomeLab.Proxmox.Values;

static partial class Mac
{
    /// <summary>Configurations write them in upper case, agents in lower; null for what is none, and for the loopback's zeros.</summary>
    public static string? Read(string? text) =>
        text is not null && Form().IsMatch(text) && text != "00:00:00:00:00:00" ? text.ToUpperInvariant() : null;

    [GeneratedRegex(@"\A([0-9A-Fa-f]{2}:){5}[0-9A-Fa-f]{2}\z")]
    private static partial Regex Form();
}
