using HomeLab.Contracts.Backups;
using HomeLab.Contracts.Control;
using HomeLab.Contracts.Dns;
using HomeLab.Contracts.Inventory;
using HomeLab.Contracts.Stacks;
using HomeLab.ServiceDefaults.Messaging;
using Npgsql;

namespace HomeLab.Inventory.Notifications;

/// <summary>Notes facts for whom the lab has told of them, once: in the transaction that remembers the fact.</summary>
sealed class NoticeHandlers(TimeProvider time) :
    IFactHandler<ZoneConverged>, IFactHandler<ZoneDegraded>, IFactHandler<PublicAddressChanged>, IFactHandler<ApprovalRequested>,
    IFactHandler<ApprovalDecided>, IFactHandler<FindingOpened>, IFactHandler<FindingClosed>, IFactHandler<SystemHealthChanged>,
    IFactHandler<StackDeployed>, IFactHandler<StackFailed>, IFactHandler<StackRolledBack>, IFactHandler<StackFlapping>, IFactHandler<StackDrifted>,
    IFactHandler<StackUpdateAvailable>, IFactHandler<BackupFailed>
{
    public async Task HandleAsync(ZoneConverged fact, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        var wasInTrouble = await NoticeTables.EndTroubleAsync(Notices.SubjectOf(fact.Zone), transaction, cancellationToken);
        await NoteAsync(Notices.Of(fact, wasInTrouble), transaction, cancellationToken);
    }

    public async Task HandleAsync(ZoneDegraded fact, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        await NoticeTables.BeginTroubleAsync(Notices.SubjectOf(fact.Zone), transaction, cancellationToken);
        await NoteAsync([Notices.Of(fact)], transaction, cancellationToken);
    }

    public Task HandleAsync(PublicAddressChanged fact, NpgsqlTransaction transaction, CancellationToken cancellationToken) =>
        NoteAsync([Notices.Of(fact)], transaction, cancellationToken);

    public Task HandleAsync(ApprovalRequested fact, NpgsqlTransaction transaction, CancellationToken cancellationToken) =>
        NoteAsync([Notices.Of(fact)], transaction, cancellationToken);

    public Task HandleAsync(ApprovalDecided fact, NpgsqlTransaction transaction, CancellationToken cancellationToken) =>
        NoteAsync([Notices.Of(fact)], transaction, cancellationToken);

    public Task HandleAsync(FindingOpened fact, NpgsqlTransaction transaction, CancellationToken cancellationToken) =>
        NoteAsync([Notices.Of(fact)], transaction, cancellationToken);

    public Task HandleAsync(FindingClosed fact, NpgsqlTransaction transaction, CancellationToken cancellationToken) =>
        NoteAsync([Notices.Of(fact)], transaction, cancellationToken);

    public Task HandleAsync(SystemHealthChanged fact, NpgsqlTransaction transaction, CancellationToken cancellationToken) =>
        NoteAsync(fact.IsKeptBack ? [] : [Notices.Of(fact)], transaction, cancellationToken);

    public Task HandleAsync(StackDeployed fact, NpgsqlTransaction transaction, CancellationToken cancellationToken) =>
        NoteAsync([Notices.Of(fact)], transaction, cancellationToken);

    public Task HandleAsync(StackFailed fact, NpgsqlTransaction transaction, CancellationToken cancellationToken) =>
        NoteAsync([Notices.Of(fact)], transaction, cancellationToken);

    public Task HandleAsync(StackRolledBack fact, NpgsqlTransaction transaction, CancellationToken cancellationToken) =>
        NoteAsync([Notices.Of(fact)], transaction, cancellationToken);

    public Task HandleAsync(StackFlapping fact, NpgsqlTransaction transaction, CancellationToken cancellationToken) =>
        NoteAsync([Notices.Of(fact)], transaction, cancellationToken);

    public Task HandleAsync(StackDrifted fact, NpgsqlTransaction transaction, CancellationToken cancellationToken) =>
        NoteAsync([Notices.Of(fact)], transaction, cancellationToken);

    public Task HandleAsync(StackUpdateAvailable fact, NpgsqlTransaction transaction, CancellationToken cancellationToken) =>
        NoteAsync([Notices.Of(fact)], transaction, cancellationToken);

    public Task HandleAsync(BackupFailed fact, NpgsqlTransaction transaction, CancellationToken cancellationToken) =>
        NoteAsync([Notices.Of(fact)], transaction, cancellationToken);

    async Task NoteAsync(IReadOnlyList<Notice> notices, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        if (notices.Count == 0)
            return;
        foreach (var notifier in await NoticeTables.NotifiersAsync(transaction, cancellationToken))
            await NoticeTables.AddAsync(notifier.Name, notices.Where(it => notifier.Wants(it.Happening)), time.GetUtcNow(), transaction, cancellationToken);
    }
}
