namespace HomeLab.Stacks.Operations;

/// <param name="Step">The object that it is about; empty: the operation itself.</param>
sealed record OperationLine(long Id, DateTime At, string Step, string Text, bool IsError);
