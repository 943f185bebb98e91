namespace HomeLab.Stacks.Docker.Planning;

/// <param name="CreatedAt">With the name, what tells it from a later one: volumes have no id.</param>
sealed record ObservedVolume(string Name, string Driver, string CreatedAt, TextMap Options, TextMap Labels);
