// Puts the dependency blocks of this project's documents into the consumers' poms, as users would.
//
// A block is the XML below a line "<!-- block: NAME -->"; "<!-- FILE: NAME -->" in a consumer's pom stands for it. All
// blocks with artifacts of ram4j have a name, and each stands in a consumer. Runs before each consumer, for all of them:
// of a script outside its folder, the plugin tells no consumer. Variables: root; version, which this build makes;
// documented, which the documents name; platform, to run on.
def documents = [new File(root, 'README.md')] + new File(root, 'docs').listFiles().findAll {
  it.name.endsWith('.md')
}
def blocks = [:]
documents.each { file ->
  def name = (root as File).toPath().relativize(file.toPath()).toString().replace('\\', '/')
  (file.getText('UTF-8') =~ /(?s)(?:<!-- block: (\S+) -->\s*)?```xml\n(.*?)```/).each { all, block, xml ->
    if (xml.contains('<groupId>io.github.ram4j<')) {
      assert block: "$name: expected a line <!-- block: NAME --> above each dependency block, found none above\n$xml"
      blocks["$name: $block".toString()] = xml
    }
  }
}
def placeholder = ~/<!-- (\S+\.md: \S+) -->/
def used = ['it', 'services'].collectMany { folder ->
  new File(root, "dev/consumers/src/$folder").listFiles().collectMany { consumer ->
    (new File(consumer, 'pom.xml').text =~ placeholder).collect { it[1] }
  }
}
assert (used as Set) == blocks.keySet():
    "dependency blocks: expected those of the poms below dev/consumers/src, ${used as Set}, found ${blocks.keySet()}"

new File(root, 'dev/consumers/target/it').listFiles().collect { new File(it, 'pom.xml') }.findAll {
  it.file
}.each { pom ->
  pom.text = pom.text.replaceAll(placeholder) { all, block ->
    (blocks[block] =~ /<groupId>io.github.ram4j<\/groupId>\s*<artifactId>\S+<\/artifactId>\s*<version>(.*?)</).each {
      assert it[1] == documented: "$block: expected version $documented, found ${it[1]}"
    }
    blocks[block].replace(">$documented<", ">$version<").replace('linux-x86_64', platform)
  }
}
return true
