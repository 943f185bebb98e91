namespace HomeLab.Dns.Addresses.Detectors;

/// <summary>What a detector is asked in one round.</summary>
/// <param name="Bits">How many bits of the address are the uplink's.</param>
/// <param name="Interface">By whose address it is asked; null: whichever the machine takes.</param>
sealed record Question(IpFamily Family, int Bits, DetectorSetting Setting, string? Interface);
