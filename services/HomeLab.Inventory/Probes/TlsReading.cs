using HomeLab.Inventory.Catalog.Judging;

namespace HomeLab.Inventory.Probes;

/// <param name="Reading">Null: it was not asked yet, or is not asked now.</param>
sealed record TlsReading(TlsTarget Target, ProbeReading? Reading);
