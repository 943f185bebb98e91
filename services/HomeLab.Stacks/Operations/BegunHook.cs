namespace HomeLab.Stacks.Operations;

/// <param name="Done">So many of its phase have ended well, this one among them or not.</param>
/// <param name="Exec">The Engine's id of it.</param>
/// <param name="Failure">Why it did not end well; empty: it did, or its end is not known yet.</param>
sealed record BegunHook(int Done, string Exec, string Failure);
