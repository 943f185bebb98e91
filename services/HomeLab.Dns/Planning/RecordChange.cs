using HomeLab.Dns.Records;
using HomeLab.ServiceDefaults.Reconciliation;

namespace HomeLab.Dns.Planning;

/// <summary>One change that is made whole or not at all.</summary>
abstract record RecordChange
{
    RecordChange() { }

    public abstract DomainName Name { get; }

    /// <param name="Object">The object's address in our ledger: zone/name/type, with a number from the second on.</param>
    public sealed record Create(string Object, DnsRecord After, Claimant By) : RecordChange
    {
        /// <summary>What it puts back, with what people wrote and tagged; null: it is new.</summary>
        public Undo? Undo { get; init; }

        public override DomainName Name => After.Name;

        public override string ToString() => $"create {After}";
    }

    /// <summary>In place: the id, the comment and the tags stay.</summary>
    public sealed record Update(string Object, ActualRecord Before, DnsRecord After, Claimant By) : RecordChange
    {
        /// <summary>What it puts back; null: it is asked for.</summary>
        public Undo? Undo { get; init; }

        public override DomainName Name => After.Name;

        public override string ToString() => $"update {Before.Record} -> {After}";
    }

    /// <summary>Of kinds that exclude each other (an alias and addresses): the old go and the new come in one step.</summary>
    public sealed record Replace(IReadOnlyList<Delete> Befores, IReadOnlyList<Create> Afters) : RecordChange
    {
        public override DomainName Name => Afters[0].Name;

        public override string ToString() =>
            $"replace {string.Join(", ", Befores.Select(b => b.Before.Record))} -> {string.Join(", ", Afters.Select(a => a.After))}";
    }

    public sealed record Delete(string Object, ActualRecord Before, string By) : RecordChange
    {
        /// <summary>Why it goes although it is asked for; null: nobody asks for it any more.</summary>
        public Reason? Why { get; init; }

        public override DomainName Name => Before.Record.Name;

        public override string ToString() => $"delete {Before.Record}";
    }

    /// <summary>Puts our mark into its comment and itself into our ledger; nothing else of it changes.</summary>
    public sealed record Mark(string Object, ActualRecord Before, OwnershipAction Action, string By) : RecordChange
    {
        public override DomainName Name => Before.Record.Name;

        public override string ToString() => $"{Action.ToString().ToLowerInvariant()} {Before.Record}";
    }

    /// <summary>Takes our mark out of its comment and itself out of our ledger; it stays as it is.</summary>
    public sealed record Release(string Object, ActualRecord Before, string By) : RecordChange
    {
        public override DomainName Name => Before.Record.Name;

        public override string ToString() => $"release {Before.Record}";
    }

    /// <summary>The single writes, deletes first.</summary>
    public IReadOnlyList<RecordChange> Steps => this is Replace replace ? [.. replace.Befores, .. replace.Afters] : [this];
}
