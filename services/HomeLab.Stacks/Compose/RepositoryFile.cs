namespace HomeLab.Stacks.Compose;

sealed record RepositoryFile(ReadOnlyMemory<byte> Content, bool IsExecutable = false);
