using System.Globalization;
using System.Text.RegularExpressions;

namespace HomeLab.Simulators.Proxmox.Tasks;

/// <summary>A task's name: <c>UPID:{node}:{pid}:{pstart}:{starttime}:{type}:{id}:{user}:</c>.</summary>
static partial class Upid
{
    public static string Of(string node, int pid, long processStart, DateTimeOffset at, string type, string id, string user) =>
        string.Create(CultureInfo.InvariantCulture, $"UPID:{node}:{pid:X8}:{processStart:X8}:{at.ToUnixTimeSeconds():X8}:{type}:{id}:{user}:");

    public static bool IsWellFormed(string text) => Form().IsMatch(text);

    [GeneratedRegex(@"^UPID:[a-zA-Z0-9-]+:[0-9A-F]{8}:[0-9A-F]{8,9}:[0-9A-F]{8}:[^:\s/]+:[^:\s/]*:[^:\s/]+:\z", RegexOptions.IgnoreCase)]
    private static partial Regex Form();
}
