using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;
using HomeLab.Proxmox.Guests;

namespace HomeLab.Proxmox.Backups;

/// <summary>What the volume id of a backup says.</summary>
/// <param name="Time">
/// When it was begun: of a Proxmox Backup Server in UTC (<see cref="DateTimeKind.Utc"/>), else by the node's own clock and zone
/// (<see cref="DateTimeKind.Unspecified"/>), for which the volume's creation is the better source.
/// </param>
/// <param name="Format"><c>vma</c>, <c>tar</c>, <c>tgz</c>, or <c>pbs</c>.</param>
/// <param name="Compression"><c>gz</c>, <c>lzo</c>, <c>zst</c>; null for none.</param>
public sealed partial record BackupArchive(string Storage, GuestKind Kind, int Vmid, DateTime Time, string Format, string? Compression)
{
    public bool IsOnBackupServer => Format == "pbs";

    public static bool TryParse(string volumeId, [NotNullWhen(true)] out BackupArchive? archive) =>
        (archive = OfFile(volumeId) ?? OfServer(volumeId)) is not null;

    static BackupArchive? OfFile(string volumeId) =>
        File().Match(volumeId) is { Success: true } match
        && int.TryParse(match.Groups["vmid"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var vmid)
        && DateTime.TryParseExact(
            match.Groups["time"].ValueSpan, "yyyy_MM_dd-HH_mm_ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? new BackupArchive(
                match.Groups["storage"].Value,
                match.Groups["kind"].Value == "lxc" ? GuestKind.Lxc : GuestKind.Qemu,
                vmid,
                time,
                match.Groups["format"].Value,
                match.Groups["compression"] is { Success: true } compression ? compression.Value : null)
            : null;

    static BackupArchive? OfServer(string volumeId) =>
        Server().Match(volumeId) is { Success: true } match
        && int.TryParse(match.Groups["vmid"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var vmid)
        && DateTime.TryParseExact(
            match.Groups["time"].ValueSpan,
            "yyyy-MM-dd'T'HH:mm:ss'Z'",
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var time)
            ? new BackupArchive(
                match.Groups["storage"].Value, match.Groups["kind"].Value == "ct" ? GuestKind.Lxc : GuestKind.Qemu, vmid, time, "pbs", null)
            : null;

    [GeneratedRegex(
        @"\A(?<storage>[^:/]+):backup/vzdump-(?<kind>qemu|lxc)-(?<vmid>\d+)-(?<time>\d{4}_\d\d_\d\d-\d\d_\d\d_\d\d)"
        + @"\.(?<format>vma|tar|tgz)(\.(?<compression>gz|lzo|zst))?\z")]
    private static partial Regex File();

    [GeneratedRegex(@"\A(?<storage>[^:/]+):backup/(?<kind>vm|ct)/(?<vmid>\d+)/(?<time>[0-9TZ:-]+)\z")]
    private static partial Regex Server();
}
