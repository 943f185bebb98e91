namespace HomeLab.Stacks.Compose;

/// <summary>Devices that a driver hands out, such as GPUs.</summary>
/// <param name="Count">-1: all.</param>
sealed record DeviceReservation(
    string? Driver, long Count, IReadOnlyList<string> DeviceIds, IReadOnlyList<string> Capabilities, TextMap Options)
{
    public override string ToString() =>
        string.Create(null, $"{Driver} {Count} {string.Join(',', DeviceIds)} {string.Join(',', Capabilities)} {string.Join(',', Options)}");
}
