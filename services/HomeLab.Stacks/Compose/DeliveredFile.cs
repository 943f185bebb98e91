namespace HomeLab.Stacks.Compose;

/// <summary>One file that is copied into a container before it starts.</summary>
/// <param name="Origin">What it is, for people: <c>config x</c>, <c>secret y</c>, <c>./path</c>.</param>
sealed record DeliveredFile(string Target, ReadOnlyMemory<byte> Content, uint Mode, int Uid, int Gid, string Origin);
