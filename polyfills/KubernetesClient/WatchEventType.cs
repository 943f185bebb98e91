namespace k8s;

/// <summary>What a line of a watch reports.</summary>
public enum WatchEventType
{
    Added,
    Modified,
    Deleted,
    Error,
    /// <summary>Nothing happened up to the resource version of the object, which has nothing else.</summary>
    Bookmark,
}
