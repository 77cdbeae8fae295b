import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.ja.JapaneseTokenizer;
import org.apache.lucene.analysis.synonym.SolrSynonymParser;
import org.apache.lucene.analysis.synonym.SynonymGraphFilter;
import org.apache.lucene.analysis.synonym.SynonymMap;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.TypeAttribute;

/** Loads a synonyms file into Lucene with its own kuromoji, and counts the names whose rule fires inside sentences. */
public class Synonyms {
  static final String[][] FRAMES = {{"昨年度から", "が始まった。"}, {"", "について"}, {"市は", "を進める。"}, {"「", "」と述べた"}};

  static Analyzer analyzer(JapaneseTokenizer.Mode mode, boolean discardCompound) {
    return new Analyzer() {
      @Override
      protected TokenStreamComponents createComponents(String field) {
        JapaneseTokenizer tokenizer = new JapaneseTokenizer(null, true, discardCompound, mode);
        return new TokenStreamComponents(tokenizer, tokenizer);
      }
    };
  }

  public static void main(String[] files) throws Exception {
    for (String file : files) {
      List<String> lines = Files.readAllLines(Path.of(file));
      report(file + " normal", lines, analyzer(JapaneseTokenizer.Mode.NORMAL, false));
      report(file + " search", lines, analyzer(JapaneseTokenizer.Mode.SEARCH, false));
      report(file + " search, discardCompoundToken", lines, analyzer(JapaneseTokenizer.Mode.SEARCH, true));
    }
  }

  static void report(String title, List<String> lines, Analyzer analyzer) throws Exception {
    StringBuilder accepted = new StringBuilder();
    List<String> names = new ArrayList<>();
    int rules = 0;
    int refused = 0;
    for (String line : lines) {
      if (line.isEmpty() || line.startsWith("#")) continue;
      rules++;
      try {
        parse(line, analyzer);
        accepted.append(line).append("\n");
        names.addAll(List.of(line.split(",")));
      } catch (Exception error) {
        refused++;
      }
    }
    SynonymMap map = parse(accepted.toString(), analyzer);
    int fired = 0;
    List<String> silent = new ArrayList<>();
    for (String name : names) {
      for (String[] frame : FRAMES) {
        if (fires(name, frame, map, analyzer)) fired++;
        else silent.add(frame[0] + name + frame[1]);
      }
    }
    int all = names.size() * FRAMES.length;
    System.out.println(title + ": " + rules + " rules, " + refused + " refused; fires in " + fired + " of " + all
        + " sentences; not in " + silent.subList(0, Math.min(5, silent.size())));
  }

  static SynonymMap parse(String text, Analyzer analyzer) throws Exception {
    SolrSynonymParser parser = new SolrSynonymParser(true, true, analyzer);
    parser.parse(new StringReader(text));
    return parser.build();
  }

  static boolean fires(String name, String[] frame, SynonymMap map, Analyzer analyzer) throws Exception {
    boolean found = false;
    TokenStream plain = analyzer.tokenStream("field", frame[0] + name + frame[1]);
    try (TokenStream stream = new SynonymGraphFilter(plain, map, false)) {
      TypeAttribute type = stream.addAttribute(TypeAttribute.class);
      OffsetAttribute offset = stream.addAttribute(OffsetAttribute.class);
      stream.reset();
      while (stream.incrementToken()) {
        boolean whole = offset.startOffset() <= frame[0].length()
            && offset.endOffset() >= frame[0].length() + name.length();
        if (whole && type.type().equals("SYNONYM")) found = true;
      }
      stream.end();
    }
    return found;
  }
}
