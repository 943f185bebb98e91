using System.Globalization;

namespace HomeLab.ServiceDefaults.Reconciliation;

/// <summary>Decides which writes are unusual. Pure.</summary>
static class BrakeRules
{
    /// <returns>For each write, in order, why it has to wait for a person; empty: it may be made.</returns>
    public static IReadOnlyList<IReadOnlyList<Reason>> Judge(
        IReadOnlyList<PlannedWrite> writes, PastWrites past, DeleteLimits limits, BrakeOptions options)
    {
        var deleting = OfDeletes(writes.Count(write => write.IsDelete), past, limits, options).ToList();
        var creating = OfCreates(writes.Count(write => write.IsCreate), past, options).ToList();
        return [.. writes.Select((write, place) => (IReadOnlyList<Reason>)
        [
            .. write.IsDelete ? deleting : [],
            .. write.IsCreate ? creating : [],
            .. OfObject(write, past.OfObject[place], options),
        ])];
    }

    /// <summary>A plan whose deletes exceed a limit keeps all of them back: half of it was never meant.</summary>
    static IEnumerable<Reason> OfDeletes(int planned, PastWrites past, DeleteLimits limits, BrakeOptions options)
    {
        var deletes = planned + past.Deletes;
        if (planned > 0 && deletes > limits.Count)
        {
            yield return new Reason(BrakeReasons.MaxDeletes, Text(
                $"{Deletes(planned, past, options)}; the lab allows {limits.Count} without a person (policy.maxDeletes)."));
        }
        // Those that went within the window were owned at its beginning.
        var owned = past.Owned + past.Deletes;
        if (planned > 0 && owned >= options.ShareFrom && deletes > limits.Share * owned)
        {
            yield return new Reason(BrakeReasons.MaxDeleteShare, Text(
                $"{Deletes(planned, past, options)} of {owned} owned objects, {deletes / (double)owned:P0}; the lab allows {limits.Share:P0} without a person (policy.maxDeleteShare)."));
        }
    }

    static IEnumerable<Reason> OfCreates(int planned, PastWrites past, BrakeOptions options)
    {
        if (planned > 0 && planned + past.Creates > options.MaxCreates)
        {
            yield return new Reason(BrakeReasons.Runaway, Text(
                $"{planned} objects to create besides {past.Creates} within the last {options.Window}; {options.MaxCreates} are allowed without a person (Brakes:MaxCreates)."));
        }
    }

    static IEnumerable<Reason> OfObject(PlannedWrite write, PastWrites.Of past, BrakeOptions options)
    {
        if (past.Rounds >= options.TwoControllersRounds && !past.IsAsLeft)
        {
            yield return new Reason(BrakeReasons.TwoControllers, Text(
                $"{write.Draft.Object} was set {past.Rounds} times within {options.TwoControllersWindow} and changed back each time by somebody else. What differs: {write.Description}. Stop the other one, or take it out of the lab."));
        }
        else if (past.Repeats >= options.MaxRepeats)
        {
            yield return new Reason(BrakeReasons.Runaway, Text(
                $"{write.Draft.Object}: the same change was made {past.Repeats} times within the last {options.Window} and is wanted again: {write.Description}."));
        }
    }

    static string Deletes(int planned, PastWrites past, BrakeOptions options) => past.Deletes == 0
        ? Text($"{planned} deletes")
        : Text($"{planned} deletes besides {past.Deletes} within the last {options.Window}");

    static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
