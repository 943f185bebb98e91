namespace HomeLab.Proxmox.Guests;

/// <summary>A change of a guest's configuration.</summary>
/// <param name="Delete">Keys to unset; none that is also set. Unsetting all tags is <c>tags</c> here.</param>
/// <param name="Digest">Of the configuration that the change was planned on: another one refuses it.</param>
public sealed record GuestConfigChange(GuestSettings Set, IReadOnlyList<string> Delete, string? Digest);
