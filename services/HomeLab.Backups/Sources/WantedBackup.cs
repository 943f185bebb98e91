using HomeLab.Contracts.Grpc.Inventory;

namespace HomeLab.Backups.Sources;

/// <summary>One thing that one policy wants copies of.</summary>
/// <param name="Key"><c>&lt;policy&gt;/&lt;address&gt;</c>.</param>
/// <param name="Volume">Null: it is a database of this fleet.</param>
sealed record WantedBackup(string Key, BackupPolicy Policy, string Address, WantedVolume? Volume)
{
    public static string KeyOf(string policy, string address) => $"{policy}/{address}";

    public static string PolicyOf(string key) => key[..key.IndexOf('/', StringComparison.Ordinal)];

    public static string AddressOf(string key) => key[(key.IndexOf('/', StringComparison.Ordinal) + 1)..];
}
