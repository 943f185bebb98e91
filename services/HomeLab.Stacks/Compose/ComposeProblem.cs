namespace HomeLab.Stacks.Compose;

/// <summary>One thing in a project that cannot be done as it is written.</summary>
/// <param name="Path">Where, e.g. <c>services.web.build</c>.</param>
/// <param name="What">What is wrong with it.</param>
/// <param name="Remedy">What to write instead.</param>
sealed record ComposeProblem(string Path, string What, string Remedy)
{
    public override string ToString() => $"{Path}: {What}; {Remedy}";
}
