using System.Text.RegularExpressions;

namespace HomeLab.Proxmox.Transport;

/// <summary>
/// What the words of a failure mean. Proxmox answers 500 to whatever a handler dies of, so that a missing guest, a lock and a
/// real fault differ in their text alone; the same texts end tasks.
/// </summary>
static partial class FailureText
{
    public static ProxmoxFailure? Of(string text) => text switch
    {
        _ when Locked().IsMatch(text) => ProxmoxFailure.Locked,
        _ when Busy().IsMatch(text) => ProxmoxFailure.Busy,
        _ when Agent().IsMatch(text) => ProxmoxFailure.AgentSilent,
        _ when Missing().IsMatch(text) => ProxmoxFailure.NotFound,
        _ when Conflict().IsMatch(text) => ProxmoxFailure.Conflict,
        _ when Lookup().IsMatch(text) => ProxmoxFailure.NodeUnreachable,
        _ => null,
    };

    public static string? LockOf(string text) => Locked().Match(text) is { Success: true } match ? match.Groups["lock"].Value : null;

    /// <summary>One line that is safe to print.</summary>
    public static string Line(string? text, IEnumerable<string> secrets)
    {
        var line = Breaks().Replace(text ?? "", " ").Trim();
        foreach (var secret in secrets)
        {
            line = line.Replace(secret, "(secret)", StringComparison.Ordinal);
        }
        return line.Length > 1000 ? line[..1000] + "…" : line;
    }

    [GeneratedRegex(@"\b(VM|CT) is locked \((?<lock>[^)]+)\)")]
    private static partial Regex Locked();

    [GeneratedRegex(@"can't lock file .* got timeout|got lock request timeout|got no worker upid|no quorum\?")]
    private static partial Regex Busy();

    [GeneratedRegex("No QEMU guest agent configured|QEMU guest agent is not running")]
    private static partial Regex Agent();

    [GeneratedRegex("does not exist|no such (task|cluster node|vzdump job)|No such job")]
    private static partial Regex Missing();

    [GeneratedRegex(
        @"already exists|already used|already running|already a pool member|checksum mismatch \(file change|\b(is|not) running\b|VM is paused")]
    private static partial Regex Conflict();

    [GeneratedRegex("hostname lookup .*failed")]
    private static partial Regex Lookup();

    [GeneratedRegex(@"[\s\p{Cc}]+")]
    private static partial Regex Breaks();
}
