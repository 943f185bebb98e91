namespace HomeLab.Lab.Kinds;

/// <summary>Collects what is wrong with a spec whose shape is right; paths begin <c>spec.</c>.</summary>
sealed class SpecProblems
{
    readonly List<(string Path, string Code, string Message)> found = [];

    public IReadOnlyList<(string Path, string Code, string Message)> Found => found;

    public void Add(string path, string code, string message) => found.Add((path, code, message));
}
