using System.Globalization;
using System.Text.Json.Nodes;
using Google.Protobuf.WellKnownTypes;
using HomeLab.Contracts.Grpc.Backups;
using HomeLab.Inventory.Resources;
using HomeLab.Inventory.Sources;

namespace HomeLab.Inventory.Backups;

/// <summary>Turns what Backups tells of the copies of one thing into a resource.</summary>
static class BackupResources
{
    public const string Kind = "backup.copy";

    static readonly Dictionary<string, string> NoLabels = [];

    /// <returns>Its facts: <c>{"address","policy","lastAt","bytes","copy","nextDueAt","problem","isOverdue","isWanted"}</c>; times as texts, empty where there is none.</returns>
    public static ObservedResource Of(Backup backup) => new(
        $"{SourceNames.Backups}/{backup.Key}", "", Kind, backup.Key, StateOf(backup), "", NoLabels,
        new JsonObject
        {
            ["address"] = backup.Address,
            ["policy"] = backup.Policy,
            ["lastAt"] = Text(backup.LastAt),
            ["bytes"] = backup.LastBytes,
            ["copy"] = backup.LastCopy,
            ["nextDueAt"] = Text(backup.NextDueAt),
            ["problem"] = backup.Problem,
            ["isOverdue"] = backup.IsOverdue,
            ["isWanted"] = backup.IsWanted,
        }.ToJsonString());

    static string StateOf(Backup backup) => backup switch
    {
        { IsWanted: false } => "unwanted",
        { IsOverdue: true } => "overdue",
        { Problem.Length: > 0 } => "failing",
        _ => "ok",
    };

    static string Text(Timestamp? at) => at?.ToDateTimeOffset().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "";
}
