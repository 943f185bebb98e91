using Dapper;
using HomeLab.Lab;
using HomeLab.Lab.Kinds;
using Npgsql;

namespace HomeLab.Inventory.Notifications;

/// <summary>What is to be told, within the transaction that learns of it.</summary>
static class NoticeTables
{
    public static async Task<IReadOnlyList<NotifierSpec>> NotifiersAsync(NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        var spec = await transaction.Connection!.QuerySingleAsync<string?>(
            new CommandDefinition("SELECT spec FROM lab", transaction: transaction, cancellationToken: cancellationToken));
        return spec is null ? [] : LabJson.Read<LabSpec>(spec).Notifications ?? [];
    }

    public static Task AddAsync(
        string notifier, IEnumerable<Notice> notices, DateTimeOffset now, NpgsqlTransaction transaction, CancellationToken cancellationToken) =>
        transaction.Connection!.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO notice (notifier, happening, subject, content, needs_person, at, noticed_at)
            VALUES (@notifier, @Happening, @Subject, @Content, @NeedsPerson, @At, @now)
            """,
            notices.Select(it => new { notifier, it.Happening, it.Subject, it.Content, it.NeedsPerson, it.At, now }).ToList(),
            transaction, cancellationToken: cancellationToken));

    public static Task BeginTroubleAsync(string subject, NpgsqlTransaction transaction, CancellationToken cancellationToken) =>
        transaction.Connection!.ExecuteAsync(new CommandDefinition(
            "INSERT INTO trouble (subject) VALUES (@subject) ON CONFLICT DO NOTHING", new { subject }, transaction, cancellationToken: cancellationToken));

    /// <returns>Whether there was any.</returns>
    public static async Task<bool> EndTroubleAsync(string subject, NpgsqlTransaction transaction, CancellationToken cancellationToken) =>
        await transaction.Connection!.ExecuteAsync(new CommandDefinition(
            "DELETE FROM trouble WHERE subject = @subject", new { subject }, transaction, cancellationToken: cancellationToken)) > 0;
}
