//! Types of the help.

crate::wire::wire! {
    /// What a piece of a text is: the name of the page's element for it.
    #[derive(Copy, Eq)]
    #[serde(rename_all = "lowercase")]
    pub enum HelpTag {
        /// A heading within a topic, whose own title is of the second rank.
        H3,
        /// A paragraph.
        P,
        /// Steps, one after the other.
        Ol,
        /// Points, in no order.
        Ul,
        /// A step or a point.
        Li,
        /// A table; its first row is its head.
        Table,
        /// A row of a table.
        Tr,
        /// A cell of a table's head.
        Th,
        /// A cell of a table.
        Td,
        /// Plain words.
        Span,
        /// Words as they stand on the screen, such as the name of a button.
        B,
        /// Keys.
        Kbd,
        /// A way to a screen or to another topic.
        A,
    }
    /// A piece of a text: words, or what it holds, never both.
    #[derive(Eq)]
    pub struct HelpNode {
        /// What it is.
        pub tag: HelpTag,
        /// Its words; empty where it holds others.
        pub text: String,
        /// Where it leads: a screen by its address, which begins with `/`, or a topic by its identifier.
        pub to: Option<String>,
        /// What it holds.
        pub inner: Vec<HelpNode>,
    }
    /// Asks for the topics.
    pub struct HelpTopicsRequest {
        /// Address of the screen that is shown: its topic comes first.
        #[serde(default)]
        pub path: Option<String>,
    }
    /// A topic by name; a search tells where in it something is said.
    #[derive(Eq)]
    pub struct HelpEntry {
        /// The topic.
        pub id: String,
        /// What it is called.
        pub title: String,
        /// Heading under which it stands.
        pub group: String,
        /// The text around what is sought; empty without a search, and where the title says it.
        pub excerpt: String,
    }
    /// Topics, in the order of the manual or the best first.
    pub struct HelpEntries {
        /// The topics.
        pub topics: Vec<HelpEntry>,
    }
    /// Asks for a topic.
    pub struct HelpTopicRequest {
        /// The topic, or the address of a screen for the topic of that screen.
        pub id: String,
    }
    /// A topic with its text.
    #[derive(Eq)]
    pub struct HelpTopic {
        /// The topic.
        pub id: String,
        /// What it is called.
        pub title: String,
        /// Heading under which it stands.
        pub group: String,
        /// Addresses of the screens that it is about.
        pub screens: Vec<String>,
        /// Its text.
        pub blocks: Vec<HelpNode>,
    }
    /// Searches the help.
    pub struct HelpSearch {
        /// Words of the texts, divided by blanks; titles and headings by pinyin and initials, too.
        pub query: String,
    }
    /// Writes the whole help to a file.
    pub struct HelpPaper {
        /// Where to: a handle that `file_pick_save` returned.
        pub handle: String,
    }
}

impl HelpNode {
    /// All its words, without what they are.
    pub fn words(&self) -> String {
        self.inner.iter().fold(self.text.clone(), |words, one| words + &one.words())
    }
}
