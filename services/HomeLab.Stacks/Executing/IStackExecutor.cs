using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.ServiceDefaults.Reconciliation;

namespace HomeLab.Stacks.Executing;

/// <summary>Where stacks run: Docker Engines, or Komodo.</summary>
interface IStackExecutor
{
    bool Runs(DesiredStack stack);

    /// <summary>Reads what there is and says what would make it as wanted. Changes nothing.</summary>
    Task<Observed<StackLook>> LookAsync(DesiredStack stack, LookPurpose purpose, CancellationToken cancellationToken);

    /// <summary>Says what a restart has still to do. Changes nothing.</summary>
    Task<Observed<StackLook>> LookAsync(DesiredStack stack, Restart restart, CancellationToken cancellationToken);

    /// <summary>Begins to watch what becomes of the stack; null: the target tells of nothing, or cannot be asked.</summary>
    Task<IChangeWatch?> WatchAsync(DesiredStack stack, CancellationToken cancellationToken) => Task.FromResult<IChangeWatch?>(null);

    /// <summary>Carries one step out. Its intent is open.</summary>
    /// <param name="operation">Of which it is part; the same after a crash.</param>
    /// <param name="say">Takes lines for the operation's log.</param>
    Task<Settlement> ApplyAsync(DesiredStack stack, PlannedStep step, Guid operation, Intent intent, Action<string> say, CancellationToken cancellationToken);

    /// <summary>Reads what became of a step whose answer was lost.</summary>
    /// <param name="operation">That runs on the stack; null: none does.</param>
    Task<Settlement> ReadBackAsync(DesiredStack stack, Guid? operation, Intent intent, CancellationToken cancellationToken);

    /// <summary>The last that those of its containers said which are not well, by their names.</summary>
    Task<IReadOnlyList<(string Container, string Text)>> LastWordsAsync(DesiredStack stack, CancellationToken cancellationToken);
}

/// <summary>What a look is for.</summary>
enum LookPurpose
{
    /// <summary>To keep it as it is wanted; what a person stopped stays stopped.</summary>
    Keep,

    /// <summary>To keep it, where that was begun: what was made anew has to become healthy, and what a person stopped still stays stopped.</summary>
    Repair,

    /// <summary>To bring another wish about: everything of it is started.</summary>
    Deploy,

    /// <summary>To bring back what ran before something else failed.</summary>
    Restore,

    /// <summary>To take it away, but for its volumes.</summary>
    Remove,
}
