namespace HomeLab.Stacks.Executing;

/// <summary>A running container of our making that fails its healthcheck.</summary>
/// <param name="Run">Its id and which of its runs this is.</param>
/// <param name="Restart">What would restart it.</param>
sealed record UnhealthyContainer(string Name, string Run, PlannedStep Restart);
