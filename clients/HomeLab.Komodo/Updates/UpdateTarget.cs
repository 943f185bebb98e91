namespace HomeLab.Komodo.Updates;

/// <param name="Type">Such as <c>Stack</c>; <c>System</c> with the id <c>system</c> for Core itself.</param>
public sealed record UpdateTarget(string Type, string Id);
