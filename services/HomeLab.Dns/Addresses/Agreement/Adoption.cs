namespace HomeLab.Dns.Addresses.Agreement;

/// <summary>Decides when records follow another address. Pure.</summary>
static class Adoption
{
    /// <summary>For how long a change asks for one more round before the next one: an uplink that flaps does not flap its records.</summary>
    public static TimeSpan Memory { get; } = TimeSpan.FromHours(1);

    /// <param name="bits">How many bits were agreed on.</param>
    /// <param name="confirmations">Rounds after one another in which another address has to be agreed on; each kind beyond the quorum stands for one.</param>
    public static KnownAddress After(KnownAddress known, Verdict verdict, int bits, int confirmations, DateTimeOffset now)
    {
        if (verdict is not Verdict.Agreed agreed)
        {
            return known with { Pending = null, PendingRounds = 0 };
        }
        if (known.Address is null || known.Bits != bits)
        {
            // Nothing that a record follows is given up.
            return Adopted(known, agreed, bits, now);
        }
        if (agreed.Address.Equals(known.Address))
        {
            return known with { By = agreed.By, Pending = null, PendingRounds = 0 };
        }
        var rounds = 1 + agreed.Surplus + (agreed.Address.Equals(known.Pending) ? known.PendingRounds : 0);
        var recent = known.ChangedAt.Count(at => now - at < Memory);
        return rounds >= confirmations + recent
            ? Adopted(known, agreed, bits, now)
            : known with { Pending = agreed.Address, PendingRounds = rounds };
    }

    static KnownAddress Adopted(KnownAddress known, Verdict.Agreed agreed, int bits, DateTimeOffset now) => new(
        agreed.Address, bits, now, agreed.By, Pending: null, PendingRounds: 0,
        known.Address is null ? [] : [.. known.ChangedAt.Where(at => now - at < Memory), now]);
}
