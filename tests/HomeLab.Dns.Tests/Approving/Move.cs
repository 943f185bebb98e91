using FsCheck;
using FsCheck.Fluent;

namespace HomeLab.Dns.Tests.Approving;

/// <summary>One thing that happens while a plan waits.</summary>
/// <param name="Name">Which of the few names it is about.</param>
sealed record Move(MoveKind Kind, int Name, int Target)
{
    public static readonly Gen<Move> Any =
        from kind in Gen.Elements(Enum.GetValues<MoveKind>())
        from name in Gen.Choose(0, 5)
        from target in Gen.Choose(0, 2)
        select new Move(kind, name, target);

    /// <summary>Changes what is wanted, and nothing else.</summary>
    public static readonly Gen<Move> Wish = Any.Select(move => move with { Kind = move.Target == 0 ? MoveKind.Unwant : MoveKind.Want });

    /// <summary>Somebody else writes at the provider; the service may learn of it only when it is about to write.</summary>
    public bool IsTheirs => Kind is MoveKind.TheyEdit or MoveKind.TheyDelete or MoveKind.TheyAdd;

    public override string ToString() => $"{Kind} name{Name} t{Target}";
}

enum MoveKind
{
    Want,
    Unwant,
    TheyEdit,
    TheyDelete,
    TheyAdd,
    HoldOn,
    SourceFallsSilent,
    SourceIsBack,
    OnlyPreview,
    AnotherLab,
    Look,
    ReadAnew,
    ADayPasses,
}
