namespace HomeLab.Lab.Yaml;

/// <param name="Problems">What is wrong with it whatever it says, such as a key that is there twice.</param>
sealed record YamlDocument(Node Root, IReadOnlyList<Problem> Problems);

/// <param name="Broken">Why the file could not be read to its end; its documents are then not to be relied upon. Null: it was.</param>
sealed record YamlReading(IReadOnlyList<YamlDocument> Documents, Problem? Broken);
