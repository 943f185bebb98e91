namespace HomeLab.Stacks.Docker.Planning;

/// <summary>How far the commands of a container are, as we remember it: an Engine forgets.</summary>
/// <param name="Container">By id.</param>
/// <param name="Run">Of <c>post_start</c> the run before the one that they belong to; of <c>pre_stop</c> the one that is to end.</param>
/// <param name="Done">So many have ended well.</param>
/// <param name="Failure">Why the one after those did not, one sentence; empty: it was not run, or its end is not known yet.</param>
/// <param name="IsCurrent">The operation that they are part of still runs.</param>
sealed record HookProgress(string Container, HookPhase Phase, string Run, int Done, bool IsFinished, string Failure, bool IsCurrent);
